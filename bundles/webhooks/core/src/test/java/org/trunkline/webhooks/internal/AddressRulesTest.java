package org.trunkline.webhooks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Public addresses are reached, and no others but those that are named. */
final class AddressRulesTest {
    private final AddressRules rules = new AddressRules("");

    private static InetAddress address(String digits) throws UnknownHostException {
        return InetAddress.getByName(digits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.1.1.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "64:ff9b::a00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001:db8::1",
                "2001::1",
                "2002:7f00:1::1"
            })
    void refusesWhatIsNotPublic(String digits) throws UnknownHostException {
        assertThat(rules.allows(address(digits))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.0.1",
                "172.32.0.1",
                "192.167.0.1",
                "223.255.255.255",
                "2606:4700::1",
                "2a00:1450::1",
                "2001:4860:4860::8888"
            })
    void reachesWhatIs(String digits) throws UnknownHostException {
        assertThat(rules.allows(address(digits))).isTrue();
    }

    @Test
    void reachesNamedNetworksAndNoMore() throws UnknownHostException {
        AddressRules named = new AddressRules("10.1.2.0/23, fd00:1::/32,127.0.0.1/32");

        assertThat(named.allows(address("10.1.3.255"))).isTrue();
        assertThat(named.allows(address("10.1.4.0"))).isFalse();
        assertThat(named.allows(address("fd00:1::5"))).isTrue();
        assertThat(named.allows(address("fd00:2::5"))).isFalse();
        assertThat(named.allows(address("127.0.0.1"))).isTrue();
        assertThat(named.allows(address("127.0.0.2"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost/8", "10.0.0.0", "10.0.0.0/33", "10.0.0/8", "::1/129", "/8", "10.0.0.0/x"})
    void takesNoNamesAndNothingUnclearForNetworks(String text) {
        assertThatThrownBy(() -> new AddressRules(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
