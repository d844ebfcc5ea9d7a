using System.Text;
using VideoPipeline.Npz;
using Xunit;

namespace VideoPipeline.Tests.Npz;

public sealed class NpyHeaderTests
{
    [Theory]
    [InlineData(new[] { 3 }, "{'descr': '<i8', 'fortran_order': False, 'shape': (3,), }")]
    [InlineData(new[] { 3, 1 }, "{'descr': '<i8', 'fortran_order': False, 'shape': (3, 1), }")]
    public void Write_AnyShape_IsPaddedToAMultipleOf64(int[] shape, string dict)
    {
        var header = NpyHeader.Write(NpyArray.Of("a", new long[3], shape));

        Assert.Equal(128, header.Length);
        Assert.Equal("\u0093NUMPY\u0001\u0000\u0076\u0000" + dict.PadRight(117) + "\n", Encoding.Latin1.GetString(header));
    }

    [Fact]
    public void Write_Scalar_HasAnEmptyShape() =>
        Assert.Contains("'shape': (), }", Encoding.Latin1.GetString(NpyHeader.Write(NpyArray.Scalar("a", 1.5f))));

    [Theory]
    [InlineData("{'descr': '<i8', 'fortran_order': True, 'shape': (3,), }\n")]
    [InlineData("{'descr': '>i8', 'fortran_order': False, 'shape': (3,), }\n")]
    [InlineData("{'descr': '<i8', 'fortran_order': False, 'shape': (-3,), }\n")]
    [InlineData("{'descr': '<i8', 'fortran_order': False, 'shape': (99999999999,), }\n")]
    [InlineData("{'descr': '<i8', 'fortran_order': False, 'shape': (3,), 'more': 1}\n")]
    [InlineData("{'descr': '<i8', 'fortran_order': False, 'shape': (3 3,), }\n")]
    [InlineData("")]
    public void ReadDict_UnsupportedOrMalformedDict_ThrowsInvalidData(string dict) =>
        Assert.Throws<InvalidDataException>(() => NpyHeader.ReadDict(Encoding.Latin1.GetBytes(dict)));

    [Fact]
    public void DictLength_OtherFormatVersion_ThrowsInvalidData() =>
        Assert.Throws<InvalidDataException>(() => NpyHeader.ReadDictLength([0x93, .. "NUMPY"u8, 2, 0, 10, 0]));
}
