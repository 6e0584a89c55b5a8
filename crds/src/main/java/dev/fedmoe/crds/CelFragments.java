package dev.fedmoe.crds;

/** Pieces of CEL that several fields share. A rule that also checks the form fails with one message instead of two. */
public final class CelFragments {
    /** The group and version of every resource here. */
    public static final String GROUP = "fedmoe.dev";

    public static final String VERSION = "v1alpha1";

    /** Longest decimal or duration; the API server prices rules by the length of what they read. */
    public static final int SHORT = 20;

    public static final String DECIMAL = "self.matches('^[0-9]{1,9}([.][0-9]{1,9})?$') && double(self) ";
    public static final String SHARE = DECIMAL + "<= 1.0";
    public static final String POSITIVE_SHARE = DECIMAL + "<= 1.0 && double(self) > 0.0";
    public static final String POSITIVE = DECIMAL + "> 0.0";
    public static final String BELOW_ONE = DECIMAL + "< 1.0";
    public static final String NOT_NEGATIVE = DECIMAL + ">= 0.0";
    public static final String DURATION =
            "self.matches('^([0-9]{1,5}h)?([0-9]{1,5}m)?([0-9]{1,7}s)?$') && self != '' && "
                    + "duration(self) >= duration('1s')";

    public static final String FIXED = "self == oldSelf";
    public static final String FIXED_MESSAGE =
            "is fixed once the object exists; create one of another name, or delete this one first";

    /** A DNS-1123 label, as node and claim names are checked here. */
    public static final String NAME = "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$";

    private CelFragments() {}
}
