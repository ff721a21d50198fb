// checks-apart
import unique from './unique.ts';

export default unique;
