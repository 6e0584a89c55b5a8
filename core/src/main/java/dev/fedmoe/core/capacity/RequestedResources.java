package dev.fedmoe.core.capacity;

import java.util.OptionalLong;

/** What the user says one worker takes, however many experts it holds; empty where the model decides. */
public record RequestedResources(OptionalLong cpuMillis, OptionalLong memoryBytes) {
    public static final RequestedResources NOTHING = new RequestedResources(OptionalLong.empty(), OptionalLong.empty());
}
