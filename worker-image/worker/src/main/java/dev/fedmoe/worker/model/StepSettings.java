package dev.fedmoe.worker.model;

/**
 * @param clipNorm global gradient norm above which gradients are scaled down; 0 never
 * @param balanceLoss weight of the auxiliary balance loss
 */
public record StepSettings(double clipNorm, double balanceLoss) {}
