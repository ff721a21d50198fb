import { define } from './define.ts';

export default define('limit-rows');
