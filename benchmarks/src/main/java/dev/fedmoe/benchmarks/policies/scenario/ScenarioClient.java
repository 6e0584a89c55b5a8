package dev.fedmoe.benchmarks.policies.scenario;

import dev.fedmoe.worker.data.Dataset;

/**
 * One client.
 *
 * @param group clients of a group mean the same by a label
 * @param slots experts it can hold
 * @param samples its own, training and held-out
 * @param testSet test samples in the proportions of its own, in its words
 */
public record ScenarioClient(String name, int group, int slots, Dataset samples, Dataset testSet, ClientSpeed speed) {}
