let context: CanvasRenderingContext2D | null | undefined;

/** Pixels that a text takes in the font of an element. */
export function textWidth(element: HTMLElement, text: string, weight?: 'bold'): number {
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return 0;
  const { font, fontSize, fontFamily } = getComputedStyle(element);
  context.font = weight === undefined ? font : `${weight} ${fontSize} ${fontFamily}`;
  return context.measureText(text).width;
}
