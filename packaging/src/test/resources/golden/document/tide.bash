# bash completion of tide
_tide() {
  local path='' next word offers=''
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    next="${path:+$path }$word"
    case $next in 'table' | 'table show') path=$next ;; esac
  done
  case $path in
    '') offers='table -h --help -V --version' ;;
    'table') offers='show' ;;
    'table show') offers='-n --days' ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$offers" -- "${COMP_WORDS[COMP_CWORD]}")
}
complete -o default -F _tide tide
