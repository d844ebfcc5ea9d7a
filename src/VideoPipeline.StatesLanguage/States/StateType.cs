namespace VideoPipeline.StatesLanguage.States;

/// <summary>The kinds of state.</summary>
public enum StateType
{
    Task,
    Pass,
    Choice,
    Wait,
    Succeed,
    Fail,
    Parallel,
    Map,
}
