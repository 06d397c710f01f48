package org.trunkline.webhooks.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which addresses receivers may have: those of the public internet, and those of networks that the operator names. Who writes a
 * webhook must not reach with it what only this machine reaches.
 */
final class AddressRules {
    /** What of IPv4 is not public (RFC 6890 and what has joined it since). */
    private static final List<Network> NOT_PUBLIC_V4 = networks("0.0.0.0/8,10.0.0.0/8,100.64.0.0/10,127.0.0.0/8,"
            + "169.254.0.0/16,172.16.0.0/12,192.0.0.0/24,192.0.2.0/24,192.31.196.0/24,192.52.193.0/24,192.88.99.0/24,"
            + "192.168.0.0/16,192.175.48.0/24,198.18.0.0/15,198.51.100.0/24,203.0.113.0/24,224.0.0.0/4,240.0.0.0/4");

    /** All that is public of IPv6 lies in here; so loopback, local and multicast ones and those that hold others do not. */
    private static final List<Network> PUBLIC_V6 = networks("2000::/3");

    /** But for these: tunnels that lead to addresses of IPv4, documentation, and what serves protocols. */
    private static final List<Network> NOT_PUBLIC_V6 = networks("2001::/23,2001:db8::/32,2002::/16,3fff::/20");

    /** A network by its first address and how many bits of it count. */
    record Network(InetAddress first, int bits) {
        /** @throws IllegalArgumentException unless it is an address of digits, a slash and a number of bits that it may have */
        static Network parse(String text) {
            String[] parts = text.strip().split("/", 2);
            if (parts.length != 2
                    || !parts[0].matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")
                    || !parts[1].matches("[0-9]{1,3}")) {
                throw new IllegalArgumentException("no network: " + text);
            }
            try {
                // an address in digits is looked up nowhere
                InetAddress first = InetAddress.getByName(parts[0]);
                int bits = Integer.parseInt(parts[1]);
                if (bits > first.getAddress().length * 8) {
                    throw new IllegalArgumentException("no network: " + text);
                }
                return new Network(first, bits);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("no network: " + text, e);
            }
        }

        boolean contains(InetAddress address) {
            byte[] own = first.getAddress();
            byte[] other = address.getAddress();
            if (own.length != other.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((own[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Network> allowed;

    /**
     * @param allowed networks with commas between, whose addresses are allowed though they are not public
     * @throws IllegalArgumentException if one of them is none
     */
    AddressRules(String allowed) {
        this.allowed = networks(allowed);
    }

    private static List<Network> networks(String text) {
        List<Network> networks = new ArrayList<>();
        for (String each : text.split(",")) {
            if (!each.isBlank()) {
                networks.add(Network.parse(each));
            }
        }
        return List.copyOf(networks);
    }

    /** An address of IPv4 that is written as one of IPv6 is one of IPv4 already: Java makes it so. */
    boolean allows(InetAddress address) {
        return isIn(allowed, address) || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        return address.getAddress().length == 4
                ? !isIn(NOT_PUBLIC_V4, address)
                : isIn(PUBLIC_V6, address) && !isIn(NOT_PUBLIC_V6, address);
    }

    private static boolean isIn(List<Network> networks, InetAddress address) {
        return networks.stream().anyMatch(each -> each.contains(address));
    }
}
