package io.talkinghead.lab.baseline.facerig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LeastSquaresTest {
    private static LeastSquares line() {
        LeastSquares equations = new LeastSquares(2);
        for (double x : new double[] {-1, 0, 1, 2}) {
            equations.add(new double[] {x, 1}, 3 * x - 2);
        }
        return equations;
    }

    @Test
    void solve_pointsOnALine_findsIt() {
        double[] solution = line().solve(0);
        assertThat(solution[0]).isCloseTo(3, within(1e-9));
        assertThat(solution[1]).isCloseTo(-2, within(1e-9));
    }

    @Test
    void solve_fixedUnknown_isZeroAndTheOtherTheBestWithoutIt() {
        LeastSquares equations = line();
        equations.fix(0);
        double[] solution = equations.solve(0);
        assertThat(solution[0]).isZero();
        // The mean of -5, -2, 1 and 4.
        assertThat(solution[1]).isCloseTo(-0.5, within(1e-9));
    }

    @Test
    void solve_expectation_countsAsItsWeightSays() {
        LeastSquares equations = new LeastSquares(1);
        equations.add(new double[] {2}, 2);
        equations.expect(0, 4, 2);
        assertThat(equations.solve(0)[0]).isCloseTo(2.5, within(1e-9));
        assertThat(equations.pull(0)).isCloseTo(20, within(1e-9));
        // Half as far, as the diagonal counts twice.
        assertThat(equations.solve(1)[0]).isCloseTo(1.25, within(1e-9));
    }

    @Test
    void solve_unknownThatNothingDetermines_staysZero() {
        LeastSquares equations = new LeastSquares(2);
        equations.add(new double[] {1, 0}, 5);
        double[] solution = equations.solve(0);
        assertThat(solution[0]).isCloseTo(5, within(1e-9));
        assertThat(solution[1]).isZero();
    }
}
