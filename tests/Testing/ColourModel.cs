namespace VideoPipeline.Testing;

/// <summary>
/// A model without any training: a Caffe network that averages each channel of the picture and takes the softmax, so that its three
/// classes are the colours blue, green and red. Its scores are known by heart: e^(level·scale) over their sum.
/// </summary>
public static class ColourModel
{
    /// <summary>What a level is multiplied by.</summary>
    public const double Scale = 0.02;

    /// <summary>Its labels.</summary>
    public const string Labels = "n00000001 blue\ngreen, verdant\nred\n";

    /// <summary>Its network.</summary>
    public const string Network = """
        name: "colours"
        layer { name: "data" type: "Input" top: "data" input_param { shape { dim: 1 dim: 3 dim: 8 dim: 8 } } }
        layer { name: "mean" type: "Pooling" bottom: "data" top: "mean" pooling_param { pool: AVE global_pooling: true } }
        layer { name: "prob" type: "Softmax" bottom: "mean" top: "prob" }
        """;

    /// <summary>Its description.</summary>
    public const string Description = """
        {
          "title": "Colours",
          "format": "caffe",
          "weights": {"file": "colours.caffemodel"},
          "config": {"file": "colours.prototxt"},
          "labels": {"file": "labels.txt"},
          "input": {"width": 8, "height": 8, "scale": 0.02},
          "output": "prob"
        }
        """;

    /// <summary>Writes its four files and gives back the folder.</summary>
    /// <param name="folder">Made where it is not there.</param>
    /// <param name="description">Another description.</param>
    public static string Write(string folder, string description = Description)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "model.json"), description);
        File.WriteAllText(Path.Combine(folder, "colours.prototxt"), Network);
        // A NetParameter with a name and no layer's weights.
        File.WriteAllBytes(Path.Combine(folder, "colours.caffemodel"), [0x0A, 0x01, (byte)'x']);
        File.WriteAllText(Path.Combine(folder, "labels.txt"), Labels);
        return folder;
    }
}
