using System.Net;
using System.Net.Sockets;

namespace VideoPipeline.Sources.Http;

/// <summary>
/// Classifies IP addresses as public: those that IANA's special-purpose address registries list as globally reachable
/// (RFC 6890; www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry).
/// </summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] s_special4 =
    [
        IPNetwork.Parse("0.0.0.0/8"),           // this network
        IPNetwork.Parse("10.0.0.0/8"),          // private
        IPNetwork.Parse("100.64.0.0/10"),       // carrier-grade NAT
        IPNetwork.Parse("127.0.0.0/8"),         // loopback
        IPNetwork.Parse("169.254.0.0/16"),      // link-local: metadata and credentials of instances, tasks and functions
        IPNetwork.Parse("172.16.0.0/12"),       // private
        IPNetwork.Parse("192.0.0.0/24"),        // protocol assignments
        IPNetwork.Parse("192.0.2.0/24"),        // documentation
        IPNetwork.Parse("192.88.99.0/24"),      // 6to4 relays
        IPNetwork.Parse("192.168.0.0/16"),      // private
        IPNetwork.Parse("198.18.0.0/15"),       // benchmarks
        IPNetwork.Parse("198.51.100.0/24"),     // documentation
        IPNetwork.Parse("203.0.113.0/24"),      // documentation
        IPNetwork.Parse("224.0.0.0/4"),         // multicast
        IPNetwork.Parse("240.0.0.0/4"),         // reserved, broadcast
    ];

    // Only global unicast is public. Loopback, link-local, unique local (fd00:ec2::254) and multicast are outside it.
    private static readonly IPNetwork s_global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] s_special6 =
    [
        IPNetwork.Parse("2001::/23"),           // protocol assignments; Teredo, which contains an IPv4 address
        IPNetwork.Parse("2001:db8::/32"),       // documentation
        IPNetwork.Parse("2002::/16"),           // 6to4, which contains an IPv4 address
        IPNetwork.Parse("3fff::/20"),           // documentation
    ];

    // NAT64 (RFC 6052): the last 32 bits are the IPv4 address of the server.
    private static readonly IPNetwork s_nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether an address is on the public internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return IsPublic(address.MapToIPv4());
        if (address.AddressFamily == AddressFamily.InterNetwork) return !s_special4.Any(network => network.Contains(address));
        if (s_nat64.Contains(address)) return IsPublic(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        return s_global6.Contains(address) && !s_special6.Any(network => network.Contains(address));
    }
}
