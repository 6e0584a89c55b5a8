package dev.fedmoe.worker.model;

import java.util.List;

/**
 * @param clipNorm global gradient norm above which gradients are scaled down; 0 never
 * @param balanceLoss weight of the auxiliary balance loss
 * @param logitAdjustment added to the logits in the loss, one number a class; empty for plain cross-entropy
 */
public record StepSettings(double clipNorm, double balanceLoss, List<Double> logitAdjustment) {
    public StepSettings {
        logitAdjustment = List.copyOf(logitAdjustment);
    }

    /** With plain cross-entropy. */
    public StepSettings(double clipNorm, double balanceLoss) {
        this(clipNorm, balanceLoss, List.of());
    }
}
