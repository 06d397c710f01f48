package org.trunkline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final PageRequest TWO = new PageRequest(Optional.empty(), 2, true);

    @Test
    void theRowTooManyBeginsTheNextPage() {
        Page<Integer> page = Page.cut(List.of(10, 20, 30), TWO, row -> "k" + row);

        assertThat(page.rows()).containsExactly(10, 20);
        assertThat(page.nextStartKey()).contains("k30");
    }

    @Test
    void rowsThatAllFitAreTheLastPage() {
        assertThat(Page.cut(List.of(10, 20), TWO, row -> "k" + row)).isEqualTo(Page.last(List.of(10, 20)));
        assertThat(Page.cut(List.<Integer>of(), TWO, row -> "k" + row)).isEqualTo(Page.last(List.of()));
    }
}
