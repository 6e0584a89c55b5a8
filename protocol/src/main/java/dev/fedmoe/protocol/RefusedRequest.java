package dev.fedmoe.protocol;

import dev.fedmoe.protocol.v1alpha1.Refusal;

/**
 * Why something was not taken.
 *
 * @param message names the offending value and the next step
 */
public record RefusedRequest(Refusal refusal, String message) {}
