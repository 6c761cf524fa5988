package io.talkinghead.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompanyTest {
    private final Company company = new Company();

    @Test
    void aRunByItselfIsAloneFromTheFirstOn() {
        assertThat(alone()).isTrue();
        assertThat(alone()).isTrue();
    }

    @Test
    void theSecondOfTwoHasCompanyAndTheFirstOnesAfterThemToo() {
        company.enter();
        assertThat(company.enter()).isTrue();
        company.leave();
        company.leave();
        for (int i = 0; i < 8; i++) {
            assertThat(alone()).as("run %s after two at once", i).isFalse();
        }
        assertThat(alone()).isTrue();
    }

    @Test
    void whoeverIsMetInBetweenIsRememberedAnew() {
        company.enter();
        company.enter();
        company.leave();
        company.leave();
        alone();
        company.enter();
        company.enter();
        company.leave();
        company.leave();
        for (int i = 0; i < 8; i++) {
            assertThat(alone()).as("run %s after the second pair", i).isFalse();
        }
        assertThat(alone()).isTrue();
    }

    private boolean alone() {
        boolean alone = !company.enter();
        company.leave();
        return alone;
    }
}
