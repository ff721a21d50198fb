const declarations = new Set([
  'FunctionDeclaration',
  'TSDeclareFunction',
  'ClassDeclaration',
  'VariableDeclaration',
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
]);

/**
 * What a module exports carries a doc comment: meaning, units, errors.
 * @type {import('eslint').Rule.RuleModule}
 */
export const docComment = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      missing: '`{{name}}` is exported, so it needs a doc comment that says what it means.',
    },
  },
  create(context) {
    const { sourceCode } = context;
    /** @type {Set<string>} overloads share the comment of the first */
    const documented = new Set();
    /** @param {any} node a declaration of typescript-eslint's tree, which ESLint's types lack */
    function check(node) {
      const { declaration } = node;
      if (!declaration || !declarations.has(declaration.type)) return;
      const name = declaration.id?.name ?? declaration.declarations?.[0]?.id.name ?? 'default';
      const comment = sourceCode.getCommentsBefore(node).at(-1);
      if (comment?.type === 'Block' && comment.value.startsWith('*')) documented.add(name);
      if (!documented.has(name)) context.report({ node, messageId: 'missing', data: { name } });
    }
    return { ExportNamedDeclaration: check, ExportDefaultDeclaration: check };
  },
};
