package dev.fedmoe.core.matching;

class SuccessiveShortestPathSolverTest extends MatchingSolverContract {
    @Override
    MatchingSolver solver() {
        return new SuccessiveShortestPathSolver();
    }
}
