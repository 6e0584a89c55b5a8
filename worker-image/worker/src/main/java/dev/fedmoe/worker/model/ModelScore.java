package dev.fedmoe.worker.model;

/**
 * @param correct predictions equal to their label
 * @param loss mean cross entropy, nats; 0 without samples
 */
public record ModelScore(long correct, long samples, double loss) {}
