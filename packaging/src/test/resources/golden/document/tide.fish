# fish completion of tide
function __tide_path
  set -l path ''
  for word in (commandline -opc)[2..-1]
    set -l next (string trim -- "$path $word")
    contains -- "$next" 'table' 'table show'; and set path $next
  end
  echo $path
end
complete -c tide -n 'test (__tide_path) = ""' -a 'table' -d 'Tables of a port'
complete -c tide -n 'test (__tide_path) = ""' -a '-h' -d 'Show this help message and exit'
complete -c tide -n 'test (__tide_path) = ""' -a '--help' -d 'Show this help message and exit'
complete -c tide -n 'test (__tide_path) = ""' -a '-V' -d 'Print version information and exit'
complete -c tide -n 'test (__tide_path) = ""' -a '--version' -d 'Print version information and exit'
complete -c tide -n 'test (__tide_path) = "table"' -a 'show' -d 'Shows one table; a path such as C\tide is fine'
complete -c tide -n 'test (__tide_path) = "table show"' -a '-n' -d 'How many days (default 1)'
complete -c tide -n 'test (__tide_path) = "table show"' -a '--days' -d 'How many days (default 1)'
