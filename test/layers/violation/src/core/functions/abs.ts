// functions-apart
import round from './round.ts';

export default round;
