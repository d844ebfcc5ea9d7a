using OpenCvSharp;
using VideoPipeline.Stills.Classification;

namespace VideoPipeline.Functions.Images;

/// <summary>What a model sees: <c>[{"id", "label", "score"}, …]</c>, best first.</summary>
/// <param name="model">The model.</param>
/// <param name="network">The model, loaded.</param>
/// <param name="top">How many classes.</param>
internal sealed class ClassifyQuestion(Model model, Network network, int top) : IImageQuestion
{
    public object Answer(Mat picture) => model.Best(network.Scores(picture), top);
}
