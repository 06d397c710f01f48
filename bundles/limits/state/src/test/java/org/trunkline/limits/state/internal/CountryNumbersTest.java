package org.trunkline.limits.state.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CountryNumbersTest {
    @Test
    void eachCountryHasANumberOfItsOwnAndKeepsIt() {
        List<String> countries = Stream.of(
                        IntStream.range(0, 26 * 26).mapToObj(i -> "" + (char) ('A' + i / 26) + (char) ('A' + i % 26)),
                        IntStream.range(0, 1_000).mapToObj("+%03d"::formatted),
                        Stream.of("", "de", "A", "+", "+87", "+8700", "+8x0", "ABC", "A1", "[A", "Ä€"))
                .flatMap(each -> each)
                .toList();
        Map<Integer, String> byNumber = new HashMap<>();
        for (String country : countries) {
            int number = CountryNumbers.of(country);
            assertThat(number).as(country).isBetween(1, 0xffff);
            assertThat(byNumber.put(number, country)).as(country).isNull();
        }
        byNumber.forEach((number, country) ->
                assertThat(CountryNumbers.of(new String(country.toCharArray()))).isEqualTo(number));
    }
}
