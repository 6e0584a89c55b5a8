package dev.fedmoe.core.federation.knowledge;

/**
 * What clock and meter show when an event is handled.
 *
 * @param nanos of a monotonic clock
 * @param servedBytes tensor bytes served to trainers since the coordinator started
 */
public record Moment(long nanos, long servedBytes) {}
