using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using VideoPipeline.Errors;
using VideoPipeline.Storage;

namespace VideoPipeline.Functions.Queue;

/// <summary>
/// The executions that wait to be started, in the order of their arrival. They are objects in <c>queue/</c> of the store, so
/// none is lost, and a listing of the bucket shows which wait.
/// </summary>
internal sealed class TicketQueue(IStore store, TimeProvider time)
{
    /// <summary>The prefix of the keys of tickets. The time comes first, so the order of the keys is that of arrival.</summary>
    public const string Prefix = "queue/";

    /// <summary>Adds an execution at the end.</summary>
    public Task AddAsync(Ticket ticket, CancellationToken cancellation)
    {
        var arrived = time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss.fffffff'Z'", CultureInfo.InvariantCulture);
        var key = $"{Prefix}{arrived}-{ticket.Name}.json";
        return store.PutBytesAsync(key, JsonSerializer.SerializeToUtf8Bytes(ticket), cancellation);
    }

    /// <summary>Reads the tickets with their keys, first come first.</summary>
    /// <exception cref="CorruptResultException">An object in <c>queue/</c> is not a ticket.</exception>
    public async IAsyncEnumerable<(string Key, Ticket Ticket)> ListAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var key in store.ListAsync(Prefix, cancellation))
            if (await store.GetBytesAsync(key, cancellation) is { } bytes) yield return (key, Parse(key, bytes));
    }

    /// <summary>Lists the names of the waiting executions, without reading their tickets.</summary>
    public async Task<IReadOnlySet<string>> ListNamesAsync(CancellationToken cancellation)
    {
        var names = new HashSet<string>();
        await foreach (var key in store.ListAsync(Prefix, cancellation))
            names.Add(Path.GetFileNameWithoutExtension(key[(key.IndexOf("Z-", StringComparison.Ordinal) + 2)..]));
        return names;
    }

    /// <summary>Removes a ticket.</summary>
    public Task RemoveAsync(string key, CancellationToken cancellation) => store.DeleteAsync(key, cancellation);

    private static Ticket Parse(string key, byte[] bytes)
    {
        try
        {
            if (JsonSerializer.Deserialize<Ticket>(bytes) is { Name: not null, Input: not null } ticket) return ticket;
        }
        catch (JsonException exception)
        {
            throw new CorruptResultException($"{key} is not a ticket: {exception.Message} Delete it.", exception);
        }

        throw new CorruptResultException($"{key} is not a ticket: it has no name or no input. Delete it.");
    }
}
