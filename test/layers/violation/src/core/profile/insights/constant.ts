// insights-apart
import missing from './missing.ts';

export default missing;
