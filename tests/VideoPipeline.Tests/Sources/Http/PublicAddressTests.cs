using System.Net;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using VideoPipeline.Sources.Http;
using Xunit;

namespace VideoPipeline.Tests.Sources.Http;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]     // instance metadata
    [InlineData("169.254.170.2")]       // ECS task credentials
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("198.19.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("fe80::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]       // instance metadata
    [InlineData("ff02::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::a9fe:a9fe")]  // 169.254.169.254 behind NAT64
    [InlineData("2002:7f00:1::")]       // 127.0.0.1 by 6to4
    [InlineData("2001:0:7f00:1::")]     // Teredo
    [InlineData("2001:db8::1")]
    public void Is_SpecialPurposeAddress_ReturnsFalse(string address) =>
        Assert.False(PublicAddress.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001::8a")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("64:ff9b::101:101")]
    public void Is_PublicAddress_ReturnsTrue(string address) => Assert.True(PublicAddress.IsPublic(IPAddress.Parse(address)));

    [Property]
    public Property Is_AnyIPv4Address_EqualsResultForMappedIPv6() => Prop.ForAll(
        Gen.Choose(int.MinValue, int.MaxValue).Select(bits => new IPAddress(BitConverter.GetBytes(bits))).ToArbitrary(),
        address => PublicAddress.IsPublic(address) == PublicAddress.IsPublic(address.MapToIPv6()));
}
