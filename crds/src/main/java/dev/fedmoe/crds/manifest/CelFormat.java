package dev.fedmoe.crds.manifest;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;
import java.util.Locale;

/**
 * {@code '%d of %s'.format([a, b])}, which the API server has and this CEL library has not. Messages with numbers need it: the API
 * server refuses to join strings whose length it cannot bound, and {@code string(int)} is one.
 */
final class CelFormat {
    private static final String OVERLOAD = "string_format";

    static final CelFunctionDecl DECLARATION = CelFunctionDecl.newFunctionDeclaration(
            "format",
            CelOverloadDecl.newMemberOverload(
                    OVERLOAD, SimpleType.STRING, SimpleType.STRING, ListType.create(SimpleType.DYN)));

    static final CelFunctionBinding BINDING =
            CelFunctionBinding.from(OVERLOAD, String.class, List.class, CelFormat::format);

    private CelFormat() {}

    /** Whole numbers and texts print the same in both. */
    private static Object format(String text, List<?> values) {
        return String.format(Locale.ROOT, text, values.toArray());
    }
}
