namespace VideoPipeline.Testing;

/// <summary>
/// A model without training: a Caffe network that averages each channel of the image and applies softmax, so its three classes
/// are the colors blue, green and red. The expected scores are e^(level·scale) divided by their sum.
/// </summary>
public static class ColorModel
{
    /// <summary>The factor by which a level is multiplied.</summary>
    public const double Scale = 0.02;

    /// <summary>The labels file.</summary>
    public const string Labels = "n00000001 blue\ngreen, verdant\nred\n";

    /// <summary>The network definition.</summary>
    public const string Network = """
        name: "colours"
        layer { name: "data" type: "Input" top: "data" input_param { shape { dim: 1 dim: 3 dim: 8 dim: 8 } } }
        layer { name: "mean" type: "Pooling" bottom: "data" top: "mean" pooling_param { pool: AVE global_pooling: true } }
        layer { name: "prob" type: "Softmax" bottom: "mean" top: "prob" }
        """;

    /// <summary>The model description.</summary>
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

    /// <summary>Writes the four files of the model and returns the folder.</summary>
    /// <param name="folder">The folder; created if it does not exist.</param>
    /// <param name="description">The model description.</param>
    public static string Write(string folder, string description = Description)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "model.json"), description);
        File.WriteAllText(Path.Combine(folder, "colours.prototxt"), Network);
        // A NetParameter with a name and without weights.
        File.WriteAllBytes(Path.Combine(folder, "colours.caffemodel"), [0x0A, 0x01, (byte)'x']);
        File.WriteAllText(Path.Combine(folder, "labels.txt"), Labels);
        return folder;
    }
}
