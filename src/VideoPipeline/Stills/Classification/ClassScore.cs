namespace VideoPipeline.Stills.Classification;

/// <summary>The score of a class.</summary>
/// <param name="Id">The index of the class in the output of the model.</param>
/// <param name="Score">The score, 0 to 1, rounded to <see cref="Digits"/> decimals.</param>
internal readonly record struct ClassScore(int Id, double Score)
{
    /// <summary>
    /// The number of decimals of a score. Further digits of a floating-point sum depend on the vector instructions.
    /// </summary>
    public const int Digits = 6;

    /// <summary>
    /// Returns the classes with the highest scores, in descending order; of equal scores, the lower index first.
    /// </summary>
    /// <param name="scores">The score of each class.</param>
    /// <param name="count">The maximum number of classes to return.</param>
    public static ClassScore[] Best(ReadOnlySpan<float> scores, int count)
    {
        var all = new ClassScore[scores.Length];
        for (var id = 0; id < scores.Length; id++) all[id] = new ClassScore(id, Math.Round((double)scores[id], Digits));
        Array.Sort(
            all,
            (left, right) => right.Score != left.Score ? right.Score.CompareTo(left.Score) : left.Id.CompareTo(right.Id));
        return all[..Math.Min(count, all.Length)];
    }
}
