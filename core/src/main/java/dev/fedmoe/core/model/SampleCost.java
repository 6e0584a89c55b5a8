package dev.fedmoe.core.model;

/**
 * What one sample costs in some layers of a model.
 *
 * @param values kept from the forward for the backward pass
 * @param multiplyAdds of the forward pass
 */
public record SampleCost(long values, long multiplyAdds) {}
