package dev.fedmoe.crds.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What every object has: apiVersion, kind and a name. */
final class MetadataCheck {
    private static final String API = "fedmoe.dev/v1alpha1";
    private static final Set<String> OURS = Set.of("EdgeClientPool", "FederatedMoEJob");
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
    private static final Pattern NAME = Pattern.compile(SUBDOMAIN);
    private static final Pattern NAMESPACE = Pattern.compile(LABEL);

    private MetadataCheck() {}

    /** True when the object is of a kind that is read here, and has a name. */
    static boolean check(ObjectNode object, List<RuleViolation> checks) {
        boolean known = kind(object, checks);
        boolean named = name(object, checks);
        return known && named;
    }

    private static boolean kind(ObjectNode object, List<RuleViolation> checks) {
        var api = object.path("apiVersion").asText();
        var kind = object.path("kind").asText();
        if (api.isEmpty()) {
            checks.add(new RuleViolation(
                    "apiVersion: Required value: apiVersion not set", "Write apiVersion: " + API + " (v1 for a Node)"));
        } else if (kind.isEmpty()) {
            checks.add(new RuleViolation(
                    "kind: Required value: Object 'Kind' is missing",
                    "Write kind: FederatedMoEJob, EdgeClientPool or Node"));
        } else if ((api.equals(API) && OURS.contains(kind)) || (api.equals("v1") && kind.equals("Node"))) {
            return true;
        } else if (kind.equals("EdgeClient") && api.equals(API)) {
            checks.add(new RuleViolation(
                    "kind: Forbidden: an EdgeClient is made by its pool from a Node", "Leave it out"));
        } else if (OURS.contains(kind) || kind.equals("Node") || api.startsWith("fedmoe.dev/")) {
            checks.add(new RuleViolation(
                    "no matches for kind \"" + kind + "\" in version \"" + api + "\"",
                    "Known are FederatedMoEJob and EdgeClientPool in " + API + ", Node in v1"));
        } else {
            checks.add(new RuleViolation(
                    "kind: Unsupported value: \"" + kind + "\" (" + api + "): has no part in a run without a cluster",
                    "Leave it out; it matters to kubectl apply only"));
        }
        return false;
    }

    private static boolean name(ObjectNode object, List<RuleViolation> checks) {
        var name = object.at("/metadata/name");
        if (name.isMissingNode() || name.isNull() || name.asText().isEmpty()) {
            checks.add(new RuleViolation(
                    "metadata.name: Required value: name or generateName is required", "Write metadata: {name: ...}"));
            return false;
        }
        if (!name.isTextual()) {
            checks.add(new RuleViolation(
                    "metadata.name: Invalid value: " + name + ": must be of type string", "Put it in quotes"));
            return false;
        }
        if (!NAME.matcher(name.asText()).matches() || name.asText().length() > 253) {
            checks.add(new RuleViolation(
                    "metadata.name: Invalid value: " + name
                            + ": a lowercase RFC 1123 subdomain must consist of lower case "
                            + "alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character "
                            + "(e.g. 'example.com', regex used for validation is '" + SUBDOMAIN + "')",
                    "Choose another name"));
            return false;
        }
        return namespace(object, checks);
    }

    private static boolean namespace(ObjectNode object, List<RuleViolation> checks) {
        var namespace = object.at("/metadata/namespace");
        if (namespace.isMissingNode()
                || (NAMESPACE.matcher(namespace.asText()).matches()
                        && namespace.asText().length() <= 63)) {
            return true;
        }
        checks.add(new RuleViolation(
                "metadata.namespace: Invalid value: " + namespace
                        + ": a lowercase RFC 1123 label must consist of lower case "
                        + "alphanumeric characters or '-', and must start and end with an alphanumeric character "
                        + "(e.g. 'my-name',  or '123-abc', regex used for validation is '" + LABEL + "')",
                "Choose another name, or leave it out"));
        return false;
    }
}
