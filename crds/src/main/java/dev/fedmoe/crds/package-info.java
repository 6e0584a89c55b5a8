/**
 * The Kubernetes API fedmoe.dev/v1alpha1: one package a resource, and what they share.
 *
 * <p>The model is plain public fields. The generator reads them through Jackson as it would getters, so nothing is gained
 * by three hundred accessors; records would need constructors of up to fifteen parameters to set one field of a status.
 * A field's initial value is its default in the API: the generated schema copies it, so both have one source. Fields
 * without one are required, or {@code @Nullable} and may be absent. Enum constants are spelled as the API spells them.
 */
@NullMarked
package dev.fedmoe.crds;

import org.jspecify.annotations.NullMarked;
