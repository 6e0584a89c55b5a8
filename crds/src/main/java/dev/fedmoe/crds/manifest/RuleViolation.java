package dev.fedmoe.crds.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;

/** A rule broken by one object; {@code message} in the API server's form. */
record RuleViolation(String message, String next) {
    /** A field of a type that is Kubernetes' own, written as something it cannot be; {@code within} is where reading began. */
    static RuleViolation unreadable(String within, JsonProcessingException e) {
        var path = new StringBuilder(within);
        if (e instanceof JsonMappingException mapping) {
            for (var step : mapping.getPath()) {
                path.append(step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName());
            }
        }
        var field = path.toString().replaceFirst("^\\.", "");
        return new RuleViolation(
                field + ": Invalid value: is not of the field's type", "Look it up with kubectl explain");
    }
}
