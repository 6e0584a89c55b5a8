/**
 * Reads manifests without a cluster: the API server's defaults and refusals, from the committed CRDs. Bad input is a list of
 * problems, never an exception. Messages follow the API server's form, so that what is refused here reads as it would there:
 * <a href="https://github.com/kubernetes/apiextensions-apiserver/blob/v0.35.4/pkg/apiserver/validation/validation.go">schema</a>,
 * <a href="https://github.com/kubernetes/apiextensions-apiserver/blob/v0.35.4/pkg/apiserver/schema/cel/validation.go">CEL</a>.
 */
@NullMarked
package dev.fedmoe.crds.manifest;

import org.jspecify.annotations.NullMarked;
