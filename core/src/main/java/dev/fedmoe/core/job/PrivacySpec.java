package dev.fedmoe.core.job;

import dev.fedmoe.core.fitness.LabelSketch;

/** What clients reveal beyond their updates. */
public record PrivacySpec(LabelSketch labelSketch) {
    public static final PrivacySpec DEFAULT = new PrivacySpec(LabelSketch.NONE);
}
