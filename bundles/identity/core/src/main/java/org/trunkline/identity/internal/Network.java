package org.trunkline.identity.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What of an address tells one client from another: all of IPv4, the first half of IPv6, of which one client has all. */
final class Network {
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    private static final int PREFIX_BYTES = 8;
    private static final int IPV6_BYTES = 16;

    private Network() {}

    static String of(String address) {
        if (!address.contains(":") || !IPV6.matcher(address).matches()) {
            return address;
        }
        try {
            // an address in numbers is not looked up
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == IPV6_BYTES
                    ? HexFormat.of().formatHex(Arrays.copyOf(bytes, PREFIX_BYTES)) + "::/64"
                    : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
