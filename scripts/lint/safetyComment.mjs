/**
 * A type assertion is a claim that the compiler cannot check, so it says in a `// SAFETY:`
 * comment why it holds. `as const` and `as unknown` claim nothing.
 * @type {import('eslint').Rule.RuleModule}
 */
export const safetyComment = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      missing: 'Say why this assertion holds in a `// SAFETY:` comment on this line or above it.',
    },
  },
  create(context) {
    const { sourceCode } = context;
    const covered = coveredLines(sourceCode.getAllComments());
    /** @param {any} node an assertion of typescript-eslint's tree, which ESLint's types lack */
    function check(node) {
      const { typeAnnotation, expression } = node;
      const isConst =
        typeAnnotation.type === 'TSTypeReference' && typeAnnotation.typeName.name === 'const';
      if (isConst || typeAnnotation.type === 'TSUnknownKeyword') return;
      // In a long expression `as` stands lines below the start; each place reads naturally.
      const keyword = sourceCode.getTokenAfter(expression, (token) => token.value === 'as');
      const places = [
        statementOf(node).loc.start,
        node.loc.start,
        keyword?.loc.start,
        node.loc.end,
      ];
      if (!places.some((place) => covered.has(place?.line)))
        context.report({ node, messageId: 'missing' });
    }
    return { TSAsExpression: check, TSTypeAssertion: check };
  },
};

/**
 * The lines that a SAFETY comment speaks for: its own, and the one below the comment it is
 * part of.
 * @param {ReturnType<import('eslint').SourceCode['getAllComments']>} comments
 */
function coveredLines(comments) {
  const lines = new Set();
  let reach = -1;
  for (const { value, loc } of comments) {
    if (!loc) continue;
    const speaks = value
      .trim()
      .replace(/^\*\s*/, '')
      .startsWith('SAFETY:');
    const goesOn = loc.start.line === reach + 1;
    if (!speaks && !goesOn) continue;
    reach = loc.end.line;
    lines.add(reach);
    lines.add(reach + 1);
  }
  return lines;
}

/**
 * @param {any} node
 * @returns {any} the innermost statement, declaration or field that holds the node
 */
function statementOf(node) {
  return /(Statement|Declaration|PropertyDefinition)$/.test(node.type)
    ? node
    : statementOf(node.parent);
}
