package dev.fedmoe.core.capacity;

import java.util.OptionalLong;

/** What the user says one worker takes, however many experts it holds; empty where the model decides. */
public record Asked(OptionalLong cpuMillis, OptionalLong memoryBytes) {
    public static final Asked NOTHING = new Asked(OptionalLong.empty(), OptionalLong.empty());
}
