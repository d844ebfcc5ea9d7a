namespace VideoPipeline.Stills.Classification;

/// <summary>A class and how sure a model is of it.</summary>
/// <param name="Id">Its number in the model's output.</param>
/// <param name="Score">0 to 1, to a millionth.</param>
public readonly record struct ClassScore(int Id, double Score)
{
    /// <summary>Scores are rounded to so many digits: the last bits of a sum of floats depend on the processor's vectors.</summary>
    public const int Digits = 6;

    /// <summary>The classes with the highest scores, best first; of equal ones the lower number first.</summary>
    /// <param name="scores">A score for each class.</param>
    /// <param name="count">How many; fewer where there are fewer classes.</param>
    public static ClassScore[] Best(ReadOnlySpan<float> scores, int count)
    {
        var all = new ClassScore[scores.Length];
        for (var id = 0; id < scores.Length; id++) all[id] = new ClassScore(id, Math.Round((double)scores[id], Digits));
        Array.Sort(all, (left, right) => right.Score != left.Score ? right.Score.CompareTo(left.Score) : left.Id.CompareTo(right.Id));
        return all[..Math.Min(count, all.Length)];
    }
}
