package dev.fedmoe.crds.manifest;

/** A rule broken by one object; {@code message} in the API server's form. */
record Violation(String message, String next) {}
