using System.Globalization;
using PerfTracking.Alerts;

namespace PerfTracking.Pages;

/// <summary>
/// How a page showed an alert, in a hidden field <c>seen</c> of its form: a decision counts where nobody decided otherwise since
/// (<see cref="SeenAlert"/>). The alert's number is a part of it, for a form sends the boxes that are ticked and the fields of all.
/// </summary>
public static class SeenToken
{
    private const char Separator = '_';

    /// <summary>The token for an alert.</summary>
    /// <param name="alert">The alert, as the page shows it.</param>
    public static string Of(PerfAlert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return string.Create(CultureInfo.InvariantCulture, $"{alert.Id}{Separator}{alert.State}{Separator}{alert.DecidedAt?.UtcTicks}");
    }

    /// <summary>Reads a token back; <see langword="null"/> where it is none.</summary>
    /// <param name="token">The token.</param>
    public static SeenAlert? Read(string? token)
    {
        string[] parts = (token ?? string.Empty).Split(Separator);
        if (parts.Length != 3 || !TryRead(parts[0], out long id) || !Enum.TryParse(parts[1], out AlertState state) || !Enum.IsDefined(state))
        {
            return null;
        }

        if (parts[2].Length == 0)
        {
            return new SeenAlert(id, state, null);
        }

        return TryRead(parts[2], out long ticks) && ticks <= DateTimeOffset.MaxValue.UtcTicks ? new SeenAlert(id, state, new DateTimeOffset(ticks, TimeSpan.Zero)) : null;
    }

    private static bool TryRead(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
