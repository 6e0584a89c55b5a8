package dev.fedmoe.controlplane.status;

import dev.fedmoe.crds.job.ExpertRow;
import dev.fedmoe.protocol.ProgressCodec;
import dev.fedmoe.protocol.v1alpha1.ExpertProgress;
import dev.fedmoe.protocol.v1alpha1.Metric;
import dev.fedmoe.protocol.v1alpha1.Progress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as status shows them. */
public final class FigureFormat {
    private FigureFormat() {}

    /** 100 % less the coefficient of variation of the experts' load, not below 0. */
    public static String balance(double loadCv) {
        return Math.max(0, Math.round(100 * (1 - loadCv))) + "%";
    }

    /** Kind and value: G 0.412, g 0.398, P 0.871. */
    public static String metric(Metric metric) {
        return ProgressCodec.decode(metric.getKind()).symbol() + " " + decimal(metric.getValue());
    }

    static String decimal(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** The best founded measure there is: a test set before an estimate before the clients' own data. */
    static @Nullable String newest(Progress progress) {
        if (progress.hasGlobal()) {
            return metric(progress.getGlobal());
        }
        if (progress.hasEstimatedGlobal()) {
            return metric(progress.getEstimatedGlobal());
        }
        return progress.hasPersonal() ? metric(progress.getPersonal()) : null;
    }

    static ExpertRow row(ExpertProgress expert) {
        var row = new ExpertRow();
        row.id = expert.getExpert();
        row.version = expert.getVersion();
        row.load = decimal(expert.getLoad());
        row.holders = expert.getHolders();
        row.price = String.format(Locale.ROOT, "%.2f", expert.getPrice());
        return row;
    }
}
