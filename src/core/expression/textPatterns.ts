/** Characters that a cast from text allows around a number or a boolean. */
export const blanks = ' \t\r\n';

const space = '[ \\t\\r\\n]*';
const day = '(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])-[0-9]{2}-[0-9]{2}';

/**
 * What a text must look like to be cast (ARCHITECTURE: Casts), in the syntax that RE2, Rust and
 * Java share; group 1 is what is then read.
 */
export const patterns = {
  integer: `^${space}([+-]?[0-9]+)${space}$`,
  float: `^${space}([+-]?(?:(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[nN][aA][nN]|[iI][nN][fF](?:[iI][nN][iI][tT][yY])?))${space}$`,
  decimal: `^${space}([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+))${space}$`,
  date: `^(${day})$`,
  timestamp: `^(${day}(?:[ T](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,6})?)?)?)$`,
} as const;

/** Texts that are true, lower case. */
export const trueWords = ['true', 't', 'yes', 'y', '1'] as const;
/** Texts that are false, lower case. */
export const falseWords = ['false', 'f', 'no', 'n', '0'] as const;
