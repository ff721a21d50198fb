// suggestions-apart
import middle from './middle.ts';

export default middle;
