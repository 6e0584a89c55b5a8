package dev.fedmoe.core.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against another's solver: the simplex method of commons-math. */
class LinearProgramComparisonTest {
    @ParameterizedTest
    @CsvSource({"10,5,0,1", "12,6,1,2", "20,6,2,3", "15,8,3,4", "30,6,0,5", "25,7,1,6", "30,7,2,7", "40,8,0,8"})
    void equalsAnLpSolver(int rows, int columns, int kind, long seed) {
        var problem = MatchingProblemFixture.drawn(rows, columns, kind, seed);
        var matching = problem.solved();

        assertThat(matching.outcome().relaxations()).isEmpty();
        assertThat(matching.objective()).isEqualTo(solve(problem), within(1e-6 * rows));
    }

    private static double solve(MatchingProblemFixture problem) {
        int n = problem.rows() * problem.columns();
        var worth = new double[n];
        var constraints = new ArrayList<LinearConstraint>();
        for (int r = 0; r < problem.rows(); r++) {
            var row = new double[n];
            for (int e = 0; e < problem.columns(); e++) {
                int i = r * problem.columns() + e;
                worth[i] = problem.worth()[r][e];
                row[i] = 1;
                var pair = new double[n];
                pair[i] = 1;
                constraints.add(new LinearConstraint(pair, Relationship.LEQ, 1));
            }
            constraints.add(
                    new LinearConstraint(row, Relationship.EQ, Math.min(problem.capacity()[r], problem.columns())));
        }
        for (int e = 0; e < problem.columns(); e++) {
            var column = new double[n];
            for (int r = 0; r < problem.rows(); r++) {
                column[r * problem.columns() + e] = 1;
            }
            constraints.add(new LinearConstraint(column, Relationship.GEQ, problem.low()));
            constraints.add(new LinearConstraint(column, Relationship.LEQ, problem.high()));
        }
        return new SimplexSolver()
                .optimize(
                        new MaxIter(100_000),
                        new LinearObjectiveFunction(worth, 0),
                        new LinearConstraintSet(constraints),
                        new NonNegativeConstraint(true),
                        GoalType.MAXIMIZE)
                .getValue();
    }
}
