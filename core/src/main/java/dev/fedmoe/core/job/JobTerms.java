package dev.fedmoe.core.job;

import dev.fedmoe.core.fitness.LabelSketch;
import dev.fedmoe.core.model.ModelSpec;

/**
 * What a worker is told of a job when it joins: that part of what is fixed for the life of the job which concerns it. How to train
 * comes with each round's task.
 *
 * @param seed of the job; with the client's name it decides which of the client's samples are held out
 */
public record JobTerms(
        String name,
        String uid,
        ModelSpec model,
        DataSpec data,
        long seed,
        GateSharing gate,
        LabelSketch labelSketch) {}
