// operations-apart
import limitRows from './limit-rows.ts';

export default limitRows;
