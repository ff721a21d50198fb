/** Options of a JVM for thousands of small plans: to optimise each takes longer than they all. */
export const shortPlans = '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC';
