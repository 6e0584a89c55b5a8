package dev.fedmoe.benchmarks.policies.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.fedmoe.local.split.DataSplit;
import dev.fedmoe.local.split.DirichletSplit;
import dev.fedmoe.local.split.IidSplit;
import dev.fedmoe.local.split.ShardSplit;

/** How unlike the clients' labels are: {@code {dirichlet: 0.5}}, {@code {classes: 3}} or {@code {even: true}}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Skew.Dirichlet.class, name = "dirichlet"),
    @JsonSubTypes.Type(value = Skew.Classes.class, name = "classes"),
    @JsonSubTypes.Type(value = Skew.Even.class, name = "even")
})
public sealed interface Skew {
    /** What deals the samples. */
    DataSplit split();

    /** Each class is dealt by shares from a symmetric Dirichlet distribution. */
    record Dirichlet(double alpha) implements Skew {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public Dirichlet {
            InvalidFieldException.requireNumber("dirichlet", alpha, 0.001, 1000);
        }

        @Override
        public DataSplit split() {
            return new DirichletSplit(alpha);
        }
    }

    /** Every client has so many classes. */
    record Classes(int count) implements Skew {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public Classes {
            InvalidFieldException.requireWhole("classes", count, 1, 1000);
        }

        @Override
        public DataSplit split() {
            return new ShardSplit(count);
        }
    }

    /** Every client has an even share of everything. */
    record Even(boolean even) implements Skew {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public Even {
            InvalidFieldException.require(even, "even", "true");
        }

        @Override
        public DataSplit split() {
            return new IidSplit();
        }
    }
}
