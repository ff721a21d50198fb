import { EmbeddedActionsParser, EOF } from 'chevrotain';
import type { IRecognitionException, IToken } from 'chevrotain';
import type { BinaryOperator, Expression } from './ast.ts';
import { childDepths } from './depth.ts';
import { checkNesting, nestingLimit, tooDeep } from './nesting.ts';
import type { ExpressionError } from './expressionError.ts';
import { refuse } from './refuse.ts';
import {
  around,
  callNode,
  comparisonOperator,
  literalValue,
  namedType,
  negated,
  placeOf,
  productOperator,
  temporalLiteral,
} from './parseNodes.ts';
import {
  Decimal,
  Float,
  Integer,
  lexer,
  Name,
  Param,
  QuotedName,
  signs,
  Text,
  tokens,
  words,
} from './tokens.ts';

/** Parses the text of an expression, as `parseExpression` does, which keeps what it parsed. */
export function parseText(text: string): Expression {
  const { tokens: found, errors } = lexer.tokenize(text);
  const [unread] = errors;
  if (unread) throw refuse(text, found, unread.offset, unread.offset + unread.length);
  checkNesting(found, text);
  parser.text = text;
  parser.input = found;
  const expression = parser.expression();
  const [error] = parser.errors;
  if (error) throw syntaxError(text, found, error);
  return expression;
}

function syntaxError(
  text: string,
  found: readonly IToken[],
  error: IRecognitionException,
): ExpressionError {
  const { token } = error;
  if (token.tokenType === EOF) return refuse(text, found, text.length, text.length);
  return refuse(text, found, token.startOffset, token.startOffset + token.image.length);
}

class ExpressionParser extends EmbeddedActionsParser {
  text = '';
  private readonly depths = new WeakMap<Expression, number>();

  constructor() {
    super(tokens, { maxLookahead: 2 });
    this.performSelfAnalysis();
  }

  readonly expression = this.RULE('expression', (): Expression => this.SUBRULE(this.disjunction));

  private readonly disjunction = this.RULE('disjunction', (): Expression => {
    let left = this.SUBRULE(this.conjunction);
    this.MANY(() => {
      this.CONSUME(words.or);
      const right = this.SUBRULE2(this.conjunction);
      left = this.ACTION(() => this.binary('or', left, right));
    });
    return left;
  });

  private readonly conjunction = this.RULE('conjunction', (): Expression => {
    let left = this.SUBRULE(this.negation);
    this.MANY(() => {
      this.CONSUME(words.and);
      const right = this.SUBRULE2(this.negation);
      left = this.ACTION(() => this.binary('and', left, right));
    });
    return left;
  });

  private readonly negation = this.RULE('negation', (): Expression => {
    const nots: IToken[] = [];
    this.MANY(() => nots.push(this.CONSUME(words.not)));
    const operand = this.SUBRULE(this.nullTest);
    return this.ACTION(() =>
      nots.reduceRight<Expression>(
        (inner, not) =>
          this.node({
            kind: 'unary',
            operator: 'not',
            operand: inner,
            place: { start: not.startOffset, end: inner.place.end },
          }),
        operand,
      ),
    );
  });

  private readonly nullTest = this.RULE('nullTest', (): Expression => {
    let operand = this.SUBRULE(this.comparison);
    this.MANY(() => {
      this.CONSUME(words.is);
      const not = this.OPTION(() => this.CONSUME(words.not));
      const last = this.CONSUME(words.null);
      operand = this.ACTION(() =>
        this.node({
          kind: 'isNull',
          operand,
          negated: not !== undefined,
          place: { start: operand.place.start, end: placeOf(last).end },
        }),
      );
    });
    return operand;
  });

  private readonly comparison = this.RULE('comparison', (): Expression => {
    const left = this.SUBRULE(this.predicate);
    const rest = this.OPTION(() => {
      const sign = this.CONSUME(signs.compare);
      return { sign, right: this.SUBRULE2(this.predicate) };
    });
    return this.ACTION(() =>
      rest === undefined
        ? left
        : this.binary(comparisonOperator(rest.sign.image), left, rest.right),
    );
  });

  private readonly predicate = this.RULE('predicate', (): Expression => {
    const operand = this.SUBRULE(this.concatenation);
    const test = this.OPTION(() => {
      const negated = this.OPTION2(() => this.CONSUME(words.not)) !== undefined;
      return this.OR([
        { ALT: () => this.SUBRULE(this.inTest, { ARGS: [operand, negated] }) },
        { ALT: () => this.SUBRULE(this.betweenTest, { ARGS: [operand, negated] }) },
        { ALT: () => this.SUBRULE(this.likeTest, { ARGS: [operand, negated] }) },
      ]);
    });
    return test ?? operand;
  });

  private readonly inTest = this.RULE(
    'inTest',
    (operand: Expression, negated: boolean): Expression => {
      const items: Expression[] = [];
      this.CONSUME(words.in);
      this.CONSUME(signs.open);
      this.AT_LEAST_ONE_SEP({
        SEP: signs.comma,
        DEF: () => items.push(this.SUBRULE(this.disjunction)),
      });
      const last = this.CONSUME(signs.close);
      return this.ACTION(() =>
        this.node({
          kind: 'in',
          operand,
          items,
          negated,
          place: { start: operand.place.start, end: placeOf(last).end },
        }),
      );
    },
  );

  private readonly betweenTest = this.RULE(
    'betweenTest',
    (operand: Expression, negated: boolean): Expression => {
      this.CONSUME(words.between);
      const low = this.SUBRULE(this.concatenation);
      this.CONSUME(words.and);
      const high = this.SUBRULE2(this.concatenation);
      return this.ACTION(() =>
        this.node({ kind: 'between', operand, low, high, negated, place: around(operand, high) }),
      );
    },
  );

  private readonly likeTest = this.RULE(
    'likeTest',
    (operand: Expression, negated: boolean): Expression => {
      const ignoreCase = this.OR([
        { ALT: () => (this.CONSUME(words.like), false) },
        { ALT: () => (this.CONSUME(words.ilike), true) },
      ]);
      const pattern = this.SUBRULE(this.concatenation);
      return this.ACTION(() =>
        this.node({
          kind: 'like',
          operand,
          pattern,
          ignoreCase,
          negated,
          place: around(operand, pattern),
        }),
      );
    },
  );

  private readonly concatenation = this.RULE('concatenation', (): Expression => {
    let left = this.SUBRULE(this.sum);
    this.MANY(() => {
      this.CONSUME(signs.concat);
      const right = this.SUBRULE2(this.sum);
      left = this.ACTION(() => this.binary('||', left, right));
    });
    return left;
  });

  private readonly sum = this.RULE('sum', (): Expression => {
    let left = this.SUBRULE(this.product);
    this.MANY(() => {
      const sign = this.CONSUME(signs.add);
      const right = this.SUBRULE2(this.product);
      left = this.ACTION(() => this.binary(sign.image === '+' ? '+' : '-', left, right));
    });
    return left;
  });

  private readonly product = this.RULE('product', (): Expression => {
    let left = this.SUBRULE(this.signed);
    this.MANY(() => {
      const sign = this.CONSUME(signs.multiply);
      const right = this.SUBRULE2(this.signed);
      left = this.ACTION(() => this.binary(productOperator(sign.image), left, right));
    });
    return left;
  });

  private readonly signed = this.RULE('signed', (): Expression => {
    const found: IToken[] = [];
    this.MANY(() => found.push(this.CONSUME(signs.add)));
    const operand = this.SUBRULE(this.primary);
    return this.ACTION(() =>
      found.reduceRight<Expression>((inner, sign) => {
        if (sign.image === '+') return inner;
        const place = { start: sign.startOffset, end: inner.place.end };
        const folded = inner.kind === 'literal' ? negated(inner.value) : undefined;
        return folded === undefined
          ? this.node({ kind: 'unary', operator: '-', operand: inner, place })
          : this.node({ kind: 'literal', value: folded, place });
      }, operand),
    );
  });

  private readonly primary = this.RULE('primary', (): Expression => {
    return this.OR<Expression>([
      { ALT: () => this.SUBRULE(this.literal) },
      { ALT: () => this.SUBRULE(this.named) },
      {
        ALT: () => {
          const token = this.CONSUME(QuotedName);
          const name = this.ACTION(() => token.image.slice(1, -1).replaceAll('""', '"'));
          return this.ACTION(() => this.node({ kind: 'column', name, place: placeOf(token) }));
        },
      },
      {
        ALT: () => {
          const token = this.CONSUME(Param);
          return this.ACTION(() =>
            this.node({ kind: 'param', name: token.image.slice(1), place: placeOf(token) }),
          );
        },
      },
      { ALT: () => this.SUBRULE(this.choice) },
      { ALT: () => this.SUBRULE(this.cast) },
      {
        ALT: () => {
          this.CONSUME(signs.open);
          const inner = this.SUBRULE(this.disjunction);
          this.CONSUME(signs.close);
          return inner;
        },
      },
    ]);
  });

  private readonly literal = this.RULE('literal', (): Expression => {
    const token = this.OR([
      { ALT: () => this.CONSUME(words.null) },
      { ALT: () => this.CONSUME(words.true) },
      { ALT: () => this.CONSUME(words.false) },
      { ALT: () => this.CONSUME(Integer) },
      { ALT: () => this.CONSUME(Decimal) },
      { ALT: () => this.CONSUME(Float) },
      { ALT: () => this.CONSUME(Text) },
    ]);
    return this.ACTION(() =>
      this.node({ kind: 'literal', value: literalValue(token), place: placeOf(token) }),
    );
  });

  /** A column, a call, or `date '…'` and `timestamp '…'`. */
  private readonly named = this.RULE('named', (): Expression => {
    const name = this.CONSUME(Name);
    const rest = this.OPTION(() =>
      this.OR<Expression>([
        {
          ALT: () => {
            const text = this.CONSUME(Text);
            return this.ACTION(() => this.node(temporalLiteral(name, text, this.text)));
          },
        },
        {
          ALT: () => {
            const args: Expression[] = [];
            this.CONSUME(signs.open);
            this.MANY_SEP({
              SEP: signs.comma,
              DEF: () => args.push(this.SUBRULE(this.disjunction)),
            });
            const last = this.CONSUME(signs.close);
            return this.ACTION(() => this.node(callNode(name, args, last)));
          },
        },
      ]),
    );
    return this.ACTION(
      () => rest ?? this.node({ kind: 'column', name: name.image, place: placeOf(name) }),
    );
  });

  private readonly choice = this.RULE('choice', (): Expression => {
    const branches: { when: Expression; then: Expression }[] = [];
    const first = this.CONSUME(words.case);
    const operand = this.OPTION(() => this.SUBRULE(this.disjunction));
    this.AT_LEAST_ONE(() => {
      this.CONSUME(words.when);
      const test = this.SUBRULE2(this.disjunction);
      this.CONSUME(words.then);
      const then = this.SUBRULE3(this.disjunction);
      this.ACTION(() => {
        branches.push({ when: operand ? this.binary('=', operand, test) : test, then });
      });
    });
    const otherwise = this.OPTION2(() => {
      this.CONSUME(words.else);
      return this.SUBRULE4(this.disjunction);
    });
    const last = this.CONSUME(words.end);
    return this.ACTION(() =>
      this.node({ kind: 'case', branches, otherwise, place: placeOf(first, last) }),
    );
  });

  private readonly cast = this.RULE('cast', (): Expression => {
    const first = this.OR([
      { ALT: () => this.CONSUME(words.cast) },
      { ALT: () => this.CONSUME(words.tryCast) },
    ]);
    this.CONSUME(signs.open);
    const operand = this.SUBRULE(this.disjunction);
    this.CONSUME(words.as);
    const name = this.CONSUME(Name);
    const digits: number[] = [];
    this.OPTION(() => {
      this.CONSUME2(signs.open);
      this.AT_LEAST_ONE_SEP({
        SEP: signs.comma,
        DEF: () => digits.push(Number(this.CONSUME(Integer).image)),
      });
      this.CONSUME2(signs.close);
    });
    const last = this.CONSUME(signs.close);
    return this.ACTION(() =>
      this.node({
        kind: 'cast',
        operand,
        to: namedType(name, digits),
        onError: first.tokenType === words.tryCast ? 'null' : 'error',
        place: placeOf(first, last),
      }),
    );
  });

  private binary(operator: BinaryOperator, left: Expression, right: Expression): Expression {
    return this.node({ kind: 'binary', operator, left, right, place: around(left, right) });
  }

  /** Notes how deep a node is: chains of `and`, `or` and `||` count once, as they become one node. */
  private node(expression: Expression): Expression {
    const depth = 1 + Math.max(0, ...childDepths(expression, this.depths));
    if (depth > nestingLimit) throw tooDeep(expression.place);
    this.depths.set(expression, depth);
    return expression;
  }
}

const parser = new ExpressionParser();
