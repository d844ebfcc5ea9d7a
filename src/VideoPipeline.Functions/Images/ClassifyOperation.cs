using OpenCvSharp;
using VideoPipeline.Stills.Classification;

namespace VideoPipeline.Functions.Images;

/// <summary>Classifies an image: <c>[{"id", "label", "score"}, …]</c>, highest score first.</summary>
/// <param name="model">The model.</param>
/// <param name="network">The model's loaded network.</param>
/// <param name="top">The number of classes to return.</param>
internal sealed class ClassifyOperation(Model model, Network network, int top) : IImageOperation
{
    public object Compute(Mat picture) => model.Best(network.Scores(picture), top);
}
