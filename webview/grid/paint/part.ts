/** An element of the grid. */
export function part(className: string, role: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.setAttribute('role', role);
  return element;
}

/** Moves as few children as stand wrongly. */
export function putInOrder(parent: HTMLElement, wanted: readonly HTMLElement[]): void {
  let next = parent.firstElementChild;
  for (const element of wanted) {
    if (element === next) next = next.nextElementSibling;
    else parent.insertBefore(element, next);
  }
}
